"""What is public: information items with their versions and publications, columns, channels, and the
life of normative documents.
"""
