"""What stands behind the door `run`: installation, test suites, checks, supervision, measures."""
