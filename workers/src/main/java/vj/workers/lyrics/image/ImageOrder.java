package vj.workers.lyrics.image;

/// What a picture is to show.
///
/// @param prompt in words, never empty
/// @param mood the song's, one word
public record ImageOrder(String prompt, String artist, String title, String mood) {

  public ImageOrder {
    if (prompt.isBlank()) {
      throw new IllegalArgumentException("an order for no picture");
    }
  }
}
