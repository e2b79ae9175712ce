"""Where the processor's time goes in the whole chain."""
