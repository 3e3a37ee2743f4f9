src_libpure_a_SOURCES += \
	%D%/answer.h \
	%D%/call.h \
	%D%/contact.c %D%/contact.h \
	%D%/contact_date.c \
	%D%/conversation.c %D%/conversation.h \
	%D%/coverage.c %D%/coverage.h \
	%D%/envelope.c %D%/envelope.h \
	%D%/event.c %D%/event.h \
	%D%/gap_change.c %D%/gap_change.h \
	%D%/pcm.h \
	%D%/pedal.c %D%/pedal.h \
	%D%/route.c %D%/route.h
