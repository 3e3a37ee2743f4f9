src_libcallmark_a_SOURCES += \
	%D%/attach.c %D%/attach.h \
	%D%/coding.c %D%/coding.h \
	%D%/conn.c %D%/conn.h \
	%D%/distance.c %D%/distance.h \
	%D%/feeder.c %D%/feeder.h %D%/feeder_parts.h \
	%D%/feeder_heed.c \
	%D%/flow.c %D%/flow.h \
	%D%/heard.c %D%/heard.h \
	%D%/launch.c %D%/launch.h \
	%D%/line.c %D%/line.h \
	%D%/median.c %D%/median.h \
	%D%/packets.c %D%/packets.h \
	%D%/pedals.c %D%/pedals.h \
	%D%/player.c %D%/player.h \
	%D%/playhead.c %D%/playhead.h \
	%D%/problem.c %D%/problem.h \
	%D%/shared.c %D%/shared.h %D%/shared_parts.h \
	%D%/shared_feeder.c \
	%D%/response.c %D%/response.h \
	%D%/supply.c %D%/supply.h \
	%D%/teller.c %D%/teller.h
