/// Measurements of whole processes and of single paths. Nothing here is shipped.
@NullMarked
package vj.bench;

import org.jspecify.annotations.NullMarked;
