package vj.workers.lyrics.text;

/// A piece of a line that has a time of its own: a word, or the syllable or phrase its writer
/// stamped.
///
/// @param seconds from the beginning of the song, never before its line
public record Word(double seconds, String text) {}
