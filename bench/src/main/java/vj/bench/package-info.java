/// Measurements of the product as it is shipped: what the figures in the documentation come from.
@NullMarked
package vj.bench;

import org.jspecify.annotations.NullMarked;
