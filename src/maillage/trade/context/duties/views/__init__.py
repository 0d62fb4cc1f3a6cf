"""The pages of what is due to funders."""
