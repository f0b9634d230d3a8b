import Tensors

extension OpenBLAS {
  /// Products in single precision as the engine can take them in place of its own: `cblas_sgemm`, row after row.
  public var product: ForeignProduct {
    ForeignProduct { product in
      guard product.rows > 0, product.columns > 0 else { return }
      let (rowAfterRow, isTransposed, isPlain): (CInt, CInt, CInt) = (101, 112, 111)
      func order(_ factor: ForeignProduct.Factor) -> CInt { factor.isTransposed ? isTransposed : isPlain }
      sgemm(
        rowAfterRow, order(product.a), order(product.b), CInt(product.rows), CInt(product.columns),
        CInt(product.depth), 1, product.a.floats, CInt(product.a.rowStride), product.b.floats,
        CInt(product.b.rowStride), product.accumulates ? 1 : 0, product.c, CInt(product.rowStride))
    }
  }
}
