"""What is taken away from the program: files for other tools and other people."""
