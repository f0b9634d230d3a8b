/// What a layer does to the image's size.
enum Resampling { case none, halving, doubling }
