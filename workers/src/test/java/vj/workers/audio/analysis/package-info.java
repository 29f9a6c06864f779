@NullMarked
package vj.workers.audio.analysis;

import org.jspecify.annotations.NullMarked;
