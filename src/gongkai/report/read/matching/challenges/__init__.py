"""Table four, reconsideration and litigation: its heads, its fifteen values, and how they are told in lines and grids."""
