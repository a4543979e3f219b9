"""The figures of the portal: `python3 run.py bench`. What is measured and how is said in docs/benchmarks.md."""
