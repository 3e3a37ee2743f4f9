# speaker
