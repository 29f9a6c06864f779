/// How good the analysis is, and how its tables are learned: see bench/accuracy/README.md.
@NullMarked
package vj.bench.accuracy;

import org.jspecify.annotations.NullMarked;
