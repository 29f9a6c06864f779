/// What the image needs when it is made, not when it runs.
@NullMarked
package vj.install;

import org.jspecify.annotations.NullMarked;
