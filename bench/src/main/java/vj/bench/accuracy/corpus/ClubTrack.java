package vj.bench.accuracy.corpus;

import java.util.List;

/// Makes a dance track out of its name: the same name, the same track.
final class ClubTrack {

  private static final double WHOLE_TEMPO = 0.5;

  private final StyleBook styles;
  private final Piece piece;
  private final Dice dice;

  ClubTrack(StyleBook styles, Piece piece) {
    this.styles = styles;
    this.piece = piece;
    dice = Dice.named(piece.id());
  }

  Work make() {
    Style style = styles.named(piece.style());
    double tempo = tempo(style);
    Style next = piece.condition() == Condition.DJCUT ? next(style, tempo) : style;
    double nextTempo = next.equals(style) ? tempo * dice.among(1.17, 0.86, 1.08) : tempo(next);
    Grid grid =
        Grid.drawn(new Grid.Plan(tempo, nextTempo, piece.seconds(), piece.condition()), dice);
    Desk desk = new Desk(grid.seconds());
    Truth truth = new Truth();
    truth.bars(grid.bars());
    for (int track = 0; track < grid.tracks(); track++) {
      List<Bar> bars = grid.track(track);
      Band band = Band.drawn(track == 0 ? style : next, dice.fork());
      Arrangement arrangement = Arrangement.drawn(bars.size(), track > 0, dice.fork());
      new Player(band, bars, desk, truth, dice.fork()).play(arrangement);
    }
    Tape tape = desk.mix(dice.fork());
    new Damage(tape, truth, dice.fork()).apply(piece.condition());
    return new Work(piece, tape, truth);
  }

  /// Many producers type in a whole number.
  private double tempo(Style style) {
    double tempo = style.tempo().drawn(dice);
    return dice.chance(WHOLE_TEMPO) ? Math.rint(tempo) : tempo;
  }

  /// What a DJ would cut to: the same style faster or slower, or one whose tempo is not far.
  private Style next(Style style, double tempo) {
    List<Style> near =
        styles.styles().stream()
            .filter(s -> s.tempo().low() > 0.8 * tempo && s.tempo().high() < 1.3 * tempo)
            .filter(s -> s.tempo().low() > 1.03 * tempo || s.tempo().high() < 0.97 * tempo)
            .toList();
    return near.isEmpty() || dice.chance(0.5) ? style : dice.of(near);
  }
}
