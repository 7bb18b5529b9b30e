"""The pages of the registers: form → service → redirect, or query → template."""
