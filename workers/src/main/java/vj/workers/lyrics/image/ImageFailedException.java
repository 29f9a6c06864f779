package vj.workers.lyrics.image;

import java.io.IOException;
import java.io.Serial;

/// The server has tried, and there will be no picture.
final class ImageFailedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  ImageFailedException(String message) {
    super(message);
  }
}
