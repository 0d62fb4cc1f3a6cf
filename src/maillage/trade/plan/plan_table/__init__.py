"""An officer's table of actions, in its own columns."""
