"""What is pending: reconsideration and litigation, and table four."""
