/// What the tests of several packages share.
@NullMarked
package vj.bus;

import org.jspecify.annotations.NullMarked;
