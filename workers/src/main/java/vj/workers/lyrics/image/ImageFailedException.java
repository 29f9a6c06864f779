package vj.workers.lyrics.image;

import java.io.IOException;
import java.io.Serial;

/// The server has said that there will be no picture: it refuses the order, or has failed.
final class ImageFailedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  ImageFailedException(String message) {
    super(message);
  }
}
