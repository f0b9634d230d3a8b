// Only the simplified API (png_image_*) is for use: the classic one reports errors by longjmp, which Swift
// frames must not be unwound by.
#include <png.h>
