@NullMarked
package vj.workers.lyrics.text;

import org.jspecify.annotations.NullMarked;
