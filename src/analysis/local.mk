src_libpure_a_SOURCES += \
	%D%/analysis.c %D%/analysis.h \
	%D%/announce.c %D%/announce.h \
	%D%/by_eight.c %D%/by_four.c %D%/vec.h \
	%D%/bed.c %D%/bed.h \
	%D%/channel.c %D%/channel.h \
	%D%/quiet.c %D%/quiet.h \
	%D%/telling.c %D%/telling.h \
	%D%/contour.c %D%/contour.h \
	%D%/ear.c %D%/ear.h \
	%D%/echo.c %D%/echo.h \
	%D%/fft.c %D%/fft.h %D%/fft_body.h %D%/fft_parts.h \
	%D%/floor.c %D%/floor.h \
	%D%/gaps.c %D%/gaps.h \
	%D%/hearing.c %D%/hearing.h \
	%D%/hold.c %D%/hold.h \
	%D%/hop.h \
	%D%/lanes.c %D%/lanes.h \
	%D%/listen.c %D%/listen.h \
	%D%/level.c %D%/level.h \
	%D%/loud.c %D%/loud.h \
	%D%/music.c %D%/music.h \
	%D%/odds.c %D%/odds.h \
	%D%/packed.c %D%/packed.h \
	%D%/repeat.c %D%/repeat.h \
	%D%/scene.c %D%/scene.h \
	%D%/span.c %D%/span.h \
	%D%/toneless.c %D%/toneless.h \
	%D%/tones.c %D%/tones.h \
	%D%/trust.c %D%/trust.h \
	%D%/voice.c %D%/voice.h %D%/voice_body.h %D%/voice_parts.h \
	%D%/words.c %D%/words.h
