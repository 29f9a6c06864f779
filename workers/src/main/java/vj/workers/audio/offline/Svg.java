package vj.workers.audio.offline;

import java.io.IOException;
import java.io.Writer;

/// Writes the few shapes that a picture of sound needs. Self-contained: no script, no font, nothing
/// from elsewhere. One thread.
final class Svg {

  private final Writer out;
  private final StringBuilder buffer = new StringBuilder();

  Svg(Writer out) {
    this.out = out;
  }

  void begin(int width, int height, String background) throws IOException {
    out.write(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-size="13"
        font-family="system-ui, sans-serif" style="background:%s">
        <rect width="%d" height="%d" fill="%s"/>
        """
            .formatted(width, height, background, width, height, background));
  }

  void end() throws IOException {
    out.write("</svg>\n");
  }

  void text(double x, double y, String attributes, String text) throws IOException {
    buffer.setLength(0);
    position("<text x=\"", x, y).append(' ').append(attributes).append('>');
    out.append(buffer.append(escaped(text)).append("</text>\n"));
  }

  /// @param title shown when somebody points at it
  void box(double x, double y, double width, double height, String attributes, String title)
      throws IOException {
    buffer.setLength(0);
    position("<rect x=\"", x, y).append(" width=\"");
    Numbers.append(buffer, width, 2).append("\" height=\"");
    Numbers.append(buffer, height, 1).append("\" ").append(attributes);
    out.append(buffer.append("><title>").append(escaped(title)).append("</title></rect>\n"));
  }

  private StringBuilder position(String start, double x, double y) {
    Numbers.append(buffer.append(start), x, 2).append("\" y=\"");
    return Numbers.append(buffer, y, 1).append('"');
  }

  /// What follows, until [#endPath], is one path.
  void beginPath(String attributes) throws IOException {
    out.write("<path " + attributes + " d=\"");
  }

  void moveTo(double x, double y) throws IOException {
    point('M', x, y);
  }

  void lineTo(double x, double y) throws IOException {
    point('L', x, y);
  }

  private void point(char command, double x, double y) throws IOException {
    buffer.setLength(0);
    Numbers.append(buffer.append(command), x, 2).append(' ');
    out.append(Numbers.append(buffer, y, 1));
  }

  /// From (x, y), upwards by `height`.
  void tick(double x, double y, double height) throws IOException {
    buffer.setLength(0);
    Numbers.append(buffer.append('M'), x, 2).append(' ');
    Numbers.append(buffer, y, 0).append('v');
    out.append(Numbers.append(buffer, -height, 1));
  }

  void endPath() throws IOException {
    out.write("\"/>\n");
  }

  /// Names of files may hold anything; XML may not.
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '&' -> safe.append("&amp;");
            case '"' -> safe.append("&quot;");
            default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
          }
        });
    return safe.toString();
  }

  private static boolean allowed(int c) {
    return !Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF) && (c & 0xFFFE) != 0xFFFE;
  }
}
