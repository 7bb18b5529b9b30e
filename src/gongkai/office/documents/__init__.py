"""Files by digest, number series, and the paper official letters are laid out on."""
