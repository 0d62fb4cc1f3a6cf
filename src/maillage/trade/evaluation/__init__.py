"""What has the cooperation brought, to whom, and who says so?"""
