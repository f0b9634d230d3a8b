// The TurboJPEG API, which returns its errors; the classic libjpeg one exits or longjmps.
#include <turbojpeg.h>
