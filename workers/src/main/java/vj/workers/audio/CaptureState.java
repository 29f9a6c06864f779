package vj.workers.audio;

import vj.workers.audio.source.AudioSource.Format;

/// What the capture thread is at.
sealed interface CaptureState {

  /// One line for people.
  String text();

  /// @param what the source as the settings name it
  record Opening(String what) implements CaptureState {
    @Override
    public String text() {
      return "waiting for " + what;
    }
  }

  record Listening(Format format) implements CaptureState {
    @Override
    public String text() {
      return "listening to " + format.description();
    }
  }

  /// A file without `?loop`, or a pipe whose writer has gone, is over.
  record Ended(String what) implements CaptureState {
    @Override
    public String text() {
      return what + " has ended";
    }
  }

  /// To be opened again; `why` names the source and the cure.
  record Lost(String why) implements CaptureState {
    @Override
    public String text() {
      return why;
    }
  }
}
