/// Tests of the image and of its installation, on a real systemd.
@NullMarked
package vj.install;

import org.jspecify.annotations.NullMarked;
