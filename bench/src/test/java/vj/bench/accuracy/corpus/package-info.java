@NullMarked
package vj.bench.accuracy.corpus;

import org.jspecify.annotations.NullMarked;
