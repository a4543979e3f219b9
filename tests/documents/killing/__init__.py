"""A job whose first worker stalls in the middle of a PDF; used by test_killed_worker.py in processes of its own."""
