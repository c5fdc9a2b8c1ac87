"""Where documents are kept, what they really are, and whether they are safe."""
