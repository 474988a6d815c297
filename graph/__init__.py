"""The domain of Verbund: records, identity, the store, and the questions asked of it."""
