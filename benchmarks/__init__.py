"""Measured figures of the program: ``python -m benchmarks`` prints medians and ratios of one run."""
