package vj.console;

import java.io.IOException;
import java.io.Writer;

/// Standard output that says when nobody reads it any more: `head` has seen enough, and what makes
/// the text should end.
final class OutWriter extends Writer {

  private final Shell shell;

  OutWriter(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    shell.out().write(text, from, length);
    flush();
  }

  @Override
  public void flush() throws IOException {
    if (shell.out().checkError()) {
      throw new IOException("nobody reads standard output any more");
    }
  }

  /// Standard output is not ours to close.
  @Override
  public void close() {}
}
