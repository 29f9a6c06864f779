/// What was fetched and thought out before, kept on disk. No worker of its own.
@NullMarked
package vj.workers.lyrics.cache;

import org.jspecify.annotations.NullMarked;
