src_libcallmark_a_SOURCES += \
	%D%/bridge.c %D%/bridge.h \
	%D%/listener.c %D%/listener.h \
	%D%/peer.c %D%/peer.h \
	%D%/place.c %D%/place.h \
	%D%/port.c %D%/port.h \
	%D%/relay.c %D%/relay.h
