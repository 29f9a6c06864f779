/// The corpus that the analysis is measured on and taught with: music from Debian packages with the
/// beats that are written in its files, and music synthesised from a plan that says where
/// everything falls.
@NullMarked
package vj.bench.accuracy.corpus;

import org.jspecify.annotations.NullMarked;
