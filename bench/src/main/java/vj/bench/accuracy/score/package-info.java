/// Holds what the analysis said against what is true: see bench/accuracy/README.md.
@NullMarked
package vj.bench.accuracy.score;

import org.jspecify.annotations.NullMarked;
