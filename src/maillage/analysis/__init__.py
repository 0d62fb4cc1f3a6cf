"""The mathematics of cooperation: who weighs, who agrees, who never meets, who pays what."""
