"""Tasks as tests run them."""

# Each where it is enqueued.
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
