# kill
