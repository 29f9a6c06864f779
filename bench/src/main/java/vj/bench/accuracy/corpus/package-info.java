/// Builds the corpus that the analysis is learned from and measured by: see
/// bench/accuracy/README.md.
@NullMarked
package vj.bench.accuracy.corpus;

import org.jspecify.annotations.NullMarked;
