"""Qt item models over plain values, each usable and tested without a window."""
