"""Measured figures: ``python -m benchmarks`` prints medians and ratios of one run."""
