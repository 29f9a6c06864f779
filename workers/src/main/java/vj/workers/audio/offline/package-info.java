/// The analysis of whole files, faster than they sound: `vj analyze`, and the measurements.
@NullMarked
package vj.workers.audio.offline;

import org.jspecify.annotations.NullMarked;
