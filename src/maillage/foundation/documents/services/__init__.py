"""What is written about documents: attachments, the letterhead, the templates."""
