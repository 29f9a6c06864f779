/// HTTP for workers that ask other people's servers. No worker of its own.
@NullMarked
package vj.workers.http;

import org.jspecify.annotations.NullMarked;
