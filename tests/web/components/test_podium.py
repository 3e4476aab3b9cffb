from destraba.web.components.podium import opinions, podium


def test_the_bar_tells_how_often_it_comes_first_second_and_third():
    drawn = podium([0.25, 0.5, 0])

    assert "primera en 25, segunda en 50 y tercera en 0" in drawn
    assert '<rect class="first" x="0.0" width="25.0"' in drawn
    assert '<rect class="second" x="25.0" width="50.0"' in drawn
    assert 'class="third"' not in drawn


def test_each_person_is_a_dot_over_what_she_gave():
    drawn = opinions([4, 2, 4])

    assert 'aria-label="1 persona dio 2; 2 personas dieron 4"' in drawn
    assert drawn.count("<circle") == 3
    assert drawn.count('cx="70"') == 2
    assert drawn.count("<text") == 5


def test_nobody_gave_anything():
    assert "<circle" not in opinions([])
